_base_ = './retinanet_r50_fpn_1x_coco.py'

model = dict(
    data_preprocessor=dict(
        mean=[103.53, 116.28, 123.675], std=[1., 1., 1.], bgr_to_rgb=False),
    backbone=dict(
        style='caffe',
        norm_cfg=dict(requires_grad=False),
        init_cfg=dict(checkpoint='open-mmlab://detectron2/resnet50_caffe')))
