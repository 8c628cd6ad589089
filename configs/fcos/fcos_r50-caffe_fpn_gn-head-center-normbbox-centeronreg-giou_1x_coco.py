_base_ = './fcos_r50-caffe_fpn_gn-head_1x_coco.py'

model = dict(
    data_preprocessor=dict(mean=[103.53, 116.28, 123.675]),
    backbone=dict(
        init_cfg=dict(checkpoint='open-mmlab://detectron2/resnet50_caffe')),
    bbox_head=dict(
        norm_on_bbox=True,
        centerness_on_reg=True,
        center_sampling=True,
        conv_bias=True,
        dcn_on_last_conv=False,
        loss_bbox=dict(type='GIoULoss', loss_weight=1.0)),
    test_cfg=dict(nms=dict(type='nms', iou_threshold=0.6)))

optim_wrapper = dict(clip_grad=None)
param_scheduler = [
    dict(
        type='LinearLR', by_epoch=False, begin=0, end=500,
        start_factor=1 / 3),
    dict(
        type='MultiStepLR', by_epoch=True, begin=0, end=12,
        milestones=[8, 11], gamma=0.1),
]
