# YOLOX-nano fine-tuned on the blood cells of BCCD, on a processor:
#   vedette data convert voc data/BCCD
#   vedette checkpoint convert --from yolox yolox_nano.pth yolox_nano_mmdet.pth
_base_ = './yolox_nano_8xb8-300e_coco.py'

data_root = 'data/BCCD/'
classes = ('Platelets', 'RBC', 'WBC')
load_from = 'yolox_nano_mmdet.pth'

img_scale = (416, 416)  # width, height
max_epochs = 30
num_last_epochs = 5
base_lr = 0.004

model = dict(
    data_preprocessor=dict(batch_augments=None),
    bbox_head=dict(num_classes=len(classes)))

train_pipeline = [
    dict(type='Mosaic', img_scale=img_scale, pad_val=114.0),
    dict(
        type='RandomAffine',
        border=(-img_scale[0] // 2, -img_scale[1] // 2),
        scaling_ratio_range=(0.5, 1.5)),
    dict(type='YOLOXHSVRandomAug'),
    dict(
        type='RandomFlip', prob=0.75,
        direction=['horizontal', 'vertical', 'diagonal']),
    dict(type='Resize', scale=img_scale, keep_ratio=True),
    dict(
        type='Pad', pad_to_square=True,
        pad_val=dict(img=(114.0, 114.0, 114.0))),
    dict(type='FilterAnnotations', keep_empty=False, min_gt_bbox_wh=(1, 1)),
    dict(type='PackDetInputs'),
]
train_dataloader = dict(
    num_workers=2,
    dataset=dict(
        dataset=dict(
            data_root=data_root,
            ann_file='annotations/instances_train.json',
            data_prefix=dict(img=''),
            metainfo=dict(classes=classes)),
        pipeline=train_pipeline))
val_dataloader = dict(
    num_workers=2,
    dataset=dict(
        data_root=data_root,
        ann_file='annotations/instances_val.json',
        data_prefix=dict(img=''),
        metainfo=dict(classes=classes)))
test_dataloader = dict(
    num_workers=2,
    dataset=dict(
        data_root=data_root,
        ann_file='annotations/instances_test.json',
        data_prefix=dict(img=''),
        metainfo=dict(classes=classes)))
val_evaluator = dict(ann_file=data_root + 'annotations/instances_val.json')
test_evaluator = dict(ann_file=data_root + 'annotations/instances_test.json')

train_cfg = dict(max_epochs=max_epochs, val_interval=1)
optim_wrapper = dict(optimizer=dict(lr=base_lr))
param_scheduler = [
    dict(
        type='mmdet.QuadraticWarmupLR',
        by_epoch=True, convert_to_iter_based=True,
        begin=0, end=1),
    dict(
        type='CosineAnnealingLR',
        by_epoch=True, convert_to_iter_based=True,
        begin=1, end=max_epochs - num_last_epochs,
        T_max=max_epochs - num_last_epochs, eta_min=base_lr * 0.05),
    dict(
        type='ConstantLR',
        by_epoch=True,
        begin=max_epochs - num_last_epochs, end=max_epochs,
        factor=1),
]
default_hooks = dict(
    checkpoint=dict(interval=1, max_keep_ckpts=1, save_best='coco/bbox_mAP'),
    logger=dict(interval=10))
# The average reaches back less far than in a run of 300 epochs.
custom_hooks = [
    dict(
        type='YOLOXModeSwitchHook', priority=48,
        num_last_epochs=num_last_epochs),
    dict(type='SyncNormHook', priority=48),
    dict(
        type='EMAHook', priority=49,
        ema_type='ExpMomentumEMA', momentum=0.001, gamma=100,
        update_buffers=True),
]
